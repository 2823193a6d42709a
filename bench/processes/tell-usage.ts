// Preloaded into the shipped gateway and the demo ERP, so that they tell their CPU time and nothing else changes.
import { answerParent } from './answer.js';

answerParent();
// Listening alone would keep a program alive that has ended everything else.
process.channel?.unref();
