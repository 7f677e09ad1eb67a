"""What the demonstration council holds: plain data that hangs on the day it is loaded.

Eastmere and everybody in it are invented. Nothing here touches the database or reads the clock: each function
takes `today` and gives the same answer for the same day. Putting it into a database is somebody else's work.
"""
