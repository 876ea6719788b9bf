"""The situation report: outline, figures placed in text, docx and web page."""
