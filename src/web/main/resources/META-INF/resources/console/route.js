// Where in the console one is: kept in the address behind #, so that it can be sent to a colleague.

/** @returns {{page: string, id: ?string, query: URLSearchParams}} */
export function route() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    const [page, id] = path.split('/');
    return {
        page: page || 'jobs',
        id: id ? decode(id) : null,
        query: new URLSearchParams(query ?? ''),
    };
}

/** The address of a page; members of the query that are empty are left out. */
export function href(page, id = null, query = {}) {
    const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
    const path = id === null ? page : `${page}/${encodeURIComponent(id)}`;
    return `#/${path}${parameters.size ? `?${parameters}` : ''}`;
}

function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}
