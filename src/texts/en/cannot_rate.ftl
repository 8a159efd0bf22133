cannot-rate-title = Rating leads
cannot-rate-gone = This window is out of date. Open your newest message from leadloop and press the button there.
cannot-rate-not-yours = These leads were asked of somebody else. Yours are in your own messages with leadloop.
cannot-rate-closed = Your next round has begun, so these answers can't be changed any more. Your newest message has what is open.
cannot-rate-nothing-open = Nothing is open here. Your answers are stored.
cannot-rate-all-skipped = That was all. What you skipped stays open: the button in your message brings it back.
