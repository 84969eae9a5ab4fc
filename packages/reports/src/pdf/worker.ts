import { parentPort, workerData } from 'node:worker_threads';
import { documentOf } from './document.ts';
import type { Order } from './in-worker.ts';
import { pages, pdf } from './typeset.ts';

const { report, as, ...look } = workerData as Order;
const set = as === 'pdf' ? pdf : pages;
parentPort!.postMessage(await set(documentOf(report, look), look.brand.logo));
