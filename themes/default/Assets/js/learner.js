// Learner and public behaviour. No dependencies; every page works without it.
import './shared/text-size.js';
import './shared/controls.js';
import './learner/offline.js';
import './learner/autosave.js';
import './learner/progress.js';
