"""What each page says in words: one function a sentence, from an answer to the reader's language. Named like the pages."""
