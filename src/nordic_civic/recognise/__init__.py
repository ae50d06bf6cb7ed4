"""The rules that find records in the parts of a case, one idea a file."""
