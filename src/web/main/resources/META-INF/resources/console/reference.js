// Shows the API's document. A token that is given here stays in this page; without one the console's session counts.

const DOCUMENT = '../api/v1/openapi?format=json';
const JSON_ONLY = {headers: {Accept: 'application/json'}};

/** @param csrfToken the session's, or null where nobody is signed in */
function show(spec, csrfToken) {
    window.SwaggerUIBundle({
        spec,
        domNode: document.querySelector('#reference'),
        deepLinking: true,
        docExpansion: 'list',
        persistAuthorization: false,
        requestInterceptor: request => {
            request.headers['X-CSRF-Token'] = csrfToken ?? ''; // as all of the console's requests
            return request;
        },
    });
}

const [answer, session] = await Promise.all([fetch(DOCUMENT, JSON_ONLY), fetch('../api/v1/session', JSON_ONLY)]);
if (answer.ok) {
    show(await answer.json(), session.ok ? (await session.json()).csrf_token : null);
} else {
    document.querySelector('#refused').hidden = false;
}
