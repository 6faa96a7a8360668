// A server component.
import { verdict } from '../verdict.js';

export const dynamic = 'force-dynamic';

export default async () => <p>{await verdict()}</p>;
