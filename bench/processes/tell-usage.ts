// Preloaded into the shipped gateway and the demo ERP, so that they tell their CPU time and how late their event loop is,
// and nothing else changes.
import { answerParent } from './answer.js';
import { loopDelay } from './loop-delay.js';

answerParent({ loopDelay });
// Listening alone would keep a program alive that has ended everything else.
process.channel?.unref();
