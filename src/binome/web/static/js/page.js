/* Every page loads this one file; each part begins only where its hook is. */

import * as agenda from "./agenda.js";
import * as clock from "./clock.js";
import * as dayFilm from "./day-film.js";
import * as filter from "./filter.js";
import * as foresight from "./foresight.js";
import * as forms from "./forms.js";
import * as freshness from "./freshness.js";
import * as keys from "./keys.js";
import * as morph from "./morph.js";
import * as stream from "./stream.js";
import * as tasks from "./tasks.js";
import * as theme from "./theme.js";
import * as timeout from "./timeout.js";
import * as timers from "./timers.js";
import * as toast from "./toast.js";
import * as tray from "./tray.js";
import * as turns from "./turns.js";

for (const part of [clock, morph, theme, freshness, timers, filter, turns, forms, toast, keys, agenda, tasks, tray, timeout, foresight, dayFilm, stream]) part.begin();
document.documentElement.dataset.ready = "";
