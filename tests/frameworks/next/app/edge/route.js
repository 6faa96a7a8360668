// A route handler in the edge runtime, which has no files.
import { verdict } from '../../verdict.js';

export const runtime = 'edge';

export const GET = async () => new Response(await verdict());
