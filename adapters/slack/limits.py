"""What Slack accepts in one message, by https://docs.slack.dev/reference/block-kit and by what it refused."""

BLOCKS = 45
"""Of a message; Slack refuses more than 50, and an edit may want to add some."""

MESSAGE_SIZE = 10_000
"""Characters in all blocks of a message. Slack states no figure, and `msg_blocks_too_long` was seen from
11,341 on (https://github.com/slackapi/bolt-js/issues/2509)."""

PIECE_SIZE = 2_500
"""Characters that are never parted further: one paragraph, list item or piece of code."""

HEADER = 150
NOTIFICATION = 750
"""Of the line shown in notifications, a phone shows about 150. Escaped, each may take five of the 4,000 that
Slack advises."""

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_URL = 3_000
ACTION_ID = 255
CONTROLS = 25
"""Elements of one actions block."""
ROW_SIZE = 5_000
"""Characters of one row of buttons, what they carry included."""

PLACEHOLDER = 150
OPTIONS = 50
"""Of one menu; Slack takes 100, but their text counts towards the size of the message."""
OPTION_TEXT = 75
OPTION_VALUE = 150
CROWD = 30
"""Options from which on a menu shows less of each."""
CROWDED_TEXT = 40

CONTEXT_TEXT = 1_500
ALTERNATIVE = 2_000
"""Of the words in place of a picture; they count towards the size of the message as far as anybody knows."""
FILE_NAME = 200
FILE_TITLE = 200
METADATA_KEY = "key"
EVENT_TYPE = "commit_digest"
