"""The site in a real browser: Debian's Chromium, in a left-to-right and a right-to-left language."""
