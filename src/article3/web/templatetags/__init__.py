"""What templates of the workbench may ask for."""
