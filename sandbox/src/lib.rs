//! A Slack workspace on your own machine.
