import {get} from './api.js';

let known = null;

/** What can run; asked once, and again when {@link fresh}. */
export function definitions(fresh = false) {
    if (known === null || fresh) {
        known = get('definitions').then(list => list.items);
        known.catch(() => known = null);
    }
    return known;
}

/** The parameters of a job that are not the definition's defaults: what tells it from the others. */
export function chosen(job, definition) {
    const properties = definition?.parameters?.properties ?? {};
    return Object.entries(job.parameters).filter(([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(properties[name]?.default));
}
