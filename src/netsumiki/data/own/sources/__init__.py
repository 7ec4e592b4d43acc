"""Where pictures come from: containers of files, and what the files in them are."""
