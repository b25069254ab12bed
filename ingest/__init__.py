"""Files in, validated records out."""
