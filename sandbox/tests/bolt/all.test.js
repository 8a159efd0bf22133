// Everything in one process, which ends what it started however it is ended itself: `node --test` would stand between.

import "./readme.js";
import "./install.js";
import "./stories.js";
