"""The same where a house counts twelve hours: 2:30 PM."""

TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "j M Y, g:i A"
TIME_INPUT_FORMATS = ["%I:%M %p", "%H:%M", "%H:%M:%S"]
