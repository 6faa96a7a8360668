// A route handler.
import { verdict } from '../../verdict.js';

export const dynamic = 'force-dynamic';

export const GET = async () => new Response(await verdict());
