"""The official layout of documents (GB/T 9704-2012): a structure in, docx bytes or a page out."""
