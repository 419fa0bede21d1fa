"""The way in: a file becomes raw sheets (read), known tables (sheets), typed rows (convert), and one release or nothing (load)."""
