import {get} from '../api.js';
import {definitions} from '../definitions.js';
import {html, nothing, repeat} from '../lit.js';
import {Light} from '../parts/light.js';
import {empty, failure, icon, loading} from '../parts/pieces.js';
import {jobRow} from '../parts/job-row.js';
import {Poll} from '../poll.js';
import {href} from '../route.js';
import {GROUPS, look} from '../states.js';

const PAGE = 25;

/** The list of jobs, live, filtered by what the address says. */
class JobsPage extends Light {
    static properties = {
        query: {}, jobs: {state: true}, next: {state: true}, known: {state: true}, problem: {state: true},
        now: {state: true},
    };

    #poll = new Poll(() => this.ask());
    #asked = 0;
    #slash = event => this.shortcut(event);

    constructor() {
        super();
        this.query = new URLSearchParams();
        this.jobs = null;
        this.next = null;
        this.known = [];
        this.problem = null;
        this.now = Date.now();
    }

    connectedCallback() {
        super.connectedCallback();
        document.title = 'Jobs · Millwright';
        document.addEventListener('keydown', this.#slash);
        definitions(true).then(known => this.known = known, () => {});
        this.#poll.start();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        document.removeEventListener('keydown', this.#slash);
        this.#poll.stop();
    }

    willUpdate(changed) {
        if (changed.has('query') && changed.get('query') !== undefined) {
            this.#asked++; // an answer to the question before is not this one's
            this.jobs = null;
            this.#poll.now();
        }
    }

    async ask() {
        const asked = this.#asked;
        try {
            const page = await get(`jobs?${this.parameters()}`);
            if (asked === this.#asked) {
                this.announce(page.items);
                this.jobs = page.items;
                this.next = page.next_page_token;
                this.now = Date.now();
                this.problem = null;
            }
        } catch (problem) {
            if (problem.status === undefined) {
                throw problem;
            }
            this.problem = problem;
        }
    }

    parameters() {
        const parameters = new URLSearchParams({limit: PAGE});
        (GROUPS[this.query.get('state')]?.states ?? []).forEach(state => parameters.append('state', state));
        for (const [ours, theirs] of [['definition', 'definition'], ['after', 'page_token']]) {
            if (this.query.get(ours)) {
                parameters.set(theirs, this.query.get(ours));
            }
        }
        return parameters;
    }

    /** Changes of jobs that were there before, for those who do not see them. */
    announce(jobs) {
        const before = new Map((this.jobs ?? []).map(job => [job.id, job.state]));
        const changes = jobs.filter(job => before.has(job.id) && before.get(job.id) !== job.state)
            .map(job => `${this.title(job)} is ${look(job.state).label}`);
        if (changes.length > 0) {
            dispatchEvent(new CustomEvent('say', {
                detail: changes.length > 3 ? `${changes.length} jobs have changed` : changes.join(', '),
            }));
        }
    }

    title(job) {
        return this.definition(job)?.title ?? job.definition;
    }

    definition(job) {
        return this.known.find(definition => definition.name === job.definition);
    }

    shortcut(event) {
        const typing = event.target.closest('input, select, textarea, dialog');
        if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            this.querySelector('select').focus();
        }
    }

    render() {
        return html`
            <div class="heading"><h1>Jobs</h1>
                <a class="btn btn-primary" href=${href('run')}>${icon('play-fill')} Run a job</a></div>
            ${this.filters()}
            ${this.problem ? failure(this.problem) : nothing}
            ${this.jobs === null ? (this.problem ? nothing : loading())
                : this.jobs.length === 0 ? this.none() : this.table()}`;
    }

    filters() {
        const {state, definition} = this.chosen;
        return html`<div class="filters" role="group" aria-label="Filter">
            <div class="pills">${[['', {label: 'All'}], ...Object.entries(GROUPS)].map(([name, group]) => html`
                <a href=${this.filtered({state: name, definition})} aria-current=${name === state ? 'true' : 'false'}>
                    ${group.label}</a>`)}</div>
            <select class="form-select" aria-label="Definition" title="Press / to get here"
                @change=${event => location.hash = this.filtered({state, definition: event.target.value})}>
                <option value="" ?selected=${definition === ''}>All definitions</option>
                ${this.names(definition).map(([name, title]) => html`
                    <option value=${name} ?selected=${name === definition}>${title}</option>`)}
            </select></div>`;
    }

    get chosen() {
        return {state: this.query.get('state') ?? '', definition: this.query.get('definition') ?? ''};
    }

    /** One that is filtered by and not known here is in the list all the same. */
    names(definition) {
        const names = new Map(this.known.map(each => [each.name, each.title]));
        return [...(definition && !names.has(definition) ? names.set(definition, definition) : names)];
    }

    filtered(query) {
        return href('jobs', null, query);
    }

    none() {
        const {state, definition} = this.chosen;
        return state || definition || this.query.get('after')
            ? empty('funnel', 'No job fits', 'No job is in this state or of this definition now.',
                html`<a class="btn btn-outline" href=${href('jobs')}>Show all jobs</a>`)
            : empty('inbox', 'No jobs yet', 'Run one, and it shows up here at once.',
                html`<a class="btn btn-primary" href=${href('run')}>${icon('play-fill')} Run a job</a>`);
    }

    table() {
        return html`<table class="jobs" role="table" aria-label="Jobs, newest first">
            <thead role="rowgroup"><tr role="row">
                <th role="columnheader" scope="col">State</th>
                <th role="columnheader" scope="col">Job</th>
                <th role="columnheader" scope="col">Progress</th>
                <th role="columnheader" scope="col">Submitted</th>
                <th role="columnheader" scope="col" class="number">Took</th>
            </tr></thead>
            <tbody role="rowgroup">${repeat(this.jobs, job => job.id, job =>
                jobRow(job, this.definition(job), this.now))}</tbody>
        </table>${this.pages()}`;
    }

    pages() {
        const after = this.query.get('after');
        if (!after && this.next === null) {
            return nothing;
        }
        return html`<nav class="pages" aria-label="Pages">
            ${after ? html`<a class="btn btn-outline" href=${this.filtered(this.chosen)}>
                ${icon('chevron-double-left')} Newest</a>` : html`<span></span>`}
            ${this.next === null ? nothing : html`<a class="btn btn-outline"
                href=${this.filtered({...this.chosen, after: this.next})}>Older ${icon('chevron-right')}</a>`}</nav>`;
    }
}

customElements.define('mw-jobs', JobsPage);
