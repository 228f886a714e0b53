import {definitions} from '../definitions.js';
import {html, nothing} from '../lit.js';
import {Light} from '../parts/light.js';
import {empty, failure, icon, loading} from '../parts/pieces.js';
import {href} from '../route.js';

/** What can run. */
class RunList extends Light {
    static properties = {known: {state: true}, problem: {state: true}};

    constructor() {
        super();
        this.known = null;
        this.problem = null;
    }

    connectedCallback() {
        super.connectedCallback();
        document.title = 'Run a job · Millwright';
        definitions(true).then(known => this.known = known, problem => this.problem = problem);
    }

    render() {
        return html`<div class="heading"><h1>Run a job</h1></div>
            ${this.problem ? failure(this.problem)
                : this.known === null ? loading()
                : this.known.length === 0 ? empty('box', 'Nothing to run yet',
                    'Job XML in META-INF/batch-jobs of a deployed jar shows up here.')
                : html`<ul class="definitions">${this.known.map(one)}</ul>`}`;
    }
}

function one(definition) {
    return html`<li class="card-plain">
        <div><h2>${definition.problem ? definition.title
            : html`<a class="stretched" href=${href('run', definition.name)}>${definition.title}</a>`}</h2>
            <p class="mono sub">${definition.name}</p>
            <p>${definition.description}</p>
            ${definition.problem ? html`<p class="definition-problem">${icon('exclamation-triangle-fill')}
                <span><b>It cannot run:</b> ${definition.problem}</span></p>` : nothing}</div>
        ${definition.problem ? nothing : icon('chevron-right')}
    </li>`;
}

customElements.define('mw-run-list', RunList);
