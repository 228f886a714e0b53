// The REST API as this page uses it: relative to the page, signed by the session's cookie.
const BASE = new URL('../api/v1/', document.baseURI);

/** What the session's answers give and no other origin's page can read: proof that this page is the one that asks. */
let csrfToken = null;

/** What the server refused, as its problem document says it. */
export class Problem extends Error {
    constructor(status, document) {
        super(document.detail ?? `The server answered ${status}.`);
        this.status = status;
        this.title = document.title ?? 'The request failed';
        this.errors = document.errors ?? [];
    }
}

/** Nobody answered, or something between here and the server did. */
export class ConnectionLost extends Error {}

/** Thrown and announced when the session is over: the page then asks for a token again. */
export class SignedOut extends Error {}

export async function get(path) {
    return request('GET', path);
}

export async function post(path, body) {
    return request('POST', path, body);
}

export async function del(path) {
    return request('DELETE', path);
}

async function request(method, path, body, again = false) {
    const headers = {Accept: 'application/json'};
    if (method !== 'GET') {
        headers['Millwright-Console'] = '1'; // what no other origin's page can send
        headers['X-CSRF-Token'] = csrfToken ?? '';
    }
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    let response, text;
    try {
        response = await fetch(new URL(path, BASE), {
            method, headers, body: body === undefined ? undefined : JSON.stringify(body),
            credentials: 'same-origin', signal: AbortSignal.timeout(20_000),
        });
        text = await response.text();
    } catch (failure) {
        throw new ConnectionLost('The server cannot be reached.', {cause: failure});
    }
    const document = parsed(text);
    if (response.ok && document === undefined) {
        throw new ConnectionLost('Something else than the server has answered.'); // a proxy's own page, say
    }
    if (response.ok) {
        if (path === 'session') {
            csrfToken = document?.csrf_token ?? null;
        }
        return document;
    }
    if (document?.type === '/problems/csrf-token-refused' && !again) {
        await get('session'); // somebody has signed in anew in another tab
        return request(method, path, body, true);
    }
    if (response.status === 401 && path !== 'session') {
        dispatchEvent(new Event('signed-out'));
        throw new SignedOut('The session is over.');
    }
    if (response.status >= 502) {
        throw new ConnectionLost(document?.detail ?? `The server answered ${response.status}.`);
    }
    throw new Problem(response.status, document ?? {});
}

/** A whole number that JavaScript would round stays the text it came as: rounded, it would be another one. */
function exact(key, value, context) {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? context?.source ?? value : value;
}

function parsed(text) {
    try {
        return text === '' ? null : JSON.parse(text, exact);
    } catch {
        return undefined;
    }
}
