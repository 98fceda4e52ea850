"""What takes the text out of HTML, PDF, DOCX and files of records."""
