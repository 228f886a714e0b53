// Shows the API's document. A token that is given here stays in this page; without one the console's session counts.

const DOCUMENT = '../api/v1/openapi?format=json';

function show(spec) {
    window.SwaggerUIBundle({
        spec,
        domNode: document.querySelector('#reference'),
        deepLinking: true,
        docExpansion: 'none',
        persistAuthorization: false,
        requestInterceptor: request => {
            request.headers['Millwright-Console'] = 'reference'; // as all of the console's requests: no form can send it
            return request;
        },
    });
}

const answer = await fetch(DOCUMENT, {headers: {Accept: 'application/json'}});
if (answer.ok) {
    show(await answer.json());
} else {
    document.querySelector('#refused').hidden = false;
}
