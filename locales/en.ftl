# The interface's words in English. One message per sentence; particulars in braces.

room-name = Reading Room
