import {get} from '../api.js';
import {definitions} from '../definitions.js';
import {duration, exactly} from '../format.js';
import {html, nothing} from '../lit.js';
import '../parts/cancel-dialog.js';
import '../parts/copy-button.js';
import {errorCard} from '../parts/error-card.js';
import '../parts/json-view.js';
import {Light} from '../parts/light.js';
import {badge, bar, empty, failure, icon, loading, time} from '../parts/pieces.js';
import {attemptsTable, stepsTable} from '../parts/job-tables.js';
import '../parts/skipped-items.js';
import {Poll} from '../poll.js';
import {href} from '../route.js';
import {isOver, look, shown} from '../states.js';

/** One job: where it stands, what it did, what came of it. Asks until the job is over. */
class JobPage extends Light {
    static properties = {
        job: {}, now: {state: true}, data: {state: true}, definition: {state: true}, problem: {state: true},
    };

    #poll = new Poll(() => this.ask());

    constructor() {
        super();
        this.job = null;
        this.data = null;
        this.definition = null;
        this.problem = null;
        this.now = Date.now();
    }

    connectedCallback() {
        super.connectedCallback();
        document.title = 'Job · Millwright';
        this.#poll.start();
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#poll.stop();
    }

    willUpdate(changed) {
        if (changed.has('job') && changed.get('job')) {
            this.data = null;
            this.problem = null;
            this.#poll.now();
        }
    }

    async ask() {
        const id = this.job;
        try {
            const data = await get(`jobs/${encodeURIComponent(id)}`);
            if (id === this.job) {
                await this.show(data);
            }
        } catch (problem) {
            if (problem.status === undefined) {
                throw problem;
            }
            this.problem = problem;
            return problem.status === 404;
        }
        return id === this.job && isOver(this.data);
    }

    async show(data) {
        if (this.definition?.name !== data.definition) {
            const known = await definitions();
            this.definition = known.find(definition => definition.name === data.definition) ?? null;
        }
        if (this.data !== null && this.data.state !== data.state) {
            dispatchEvent(new CustomEvent('say', {detail: `The job is ${look(data.state).label}`}));
        }
        this.problem = null;
        this.data = data;
        this.now = Date.now();
        document.title = `${look(data.state).label}: ${this.title} · Millwright`;
    }

    get title() {
        return this.definition?.title ?? this.data.definition;
    }

    render() {
        if (this.problem?.status === 404) {
            return empty('question-circle', 'There is no such job', this.problem.message,
                html`<a class="btn btn-outline" href=${href('jobs')}>To the jobs</a>`);
        }
        return html`${this.problem ? failure(this.problem) : nothing}
            ${this.data === null ? (this.problem ? nothing : loading()) : this.whole(this.data)}`;
    }

    whole(job) {
        const titles = Object.fromEntries(Object.entries(this.definition?.parameters?.properties ?? {})
            .map(([name, property]) => [name, property.title]));
        const skipped = job.steps.some(step => step.skip_count !== '0');
        return html`
            ${this.head(job)}
            ${this.progress(job)}
            ${job.error ? errorCard(job.error) : nothing}
            ${this.facts(job)}
            ${job.steps.length === 0 ? nothing : stepsTable(job.steps, this.now)}
            <div class="columns">
                ${job.result === null ? nothing : html`<section class="card-plain"><h2>Result</h2>
                    <mw-json .value=${job.result} label="Result"></mw-json></section>`}
                <section class="card-plain"><h2>Parameters</h2>
                    <mw-json .value=${job.parameters} .titles=${titles} label="Parameters"></mw-json></section>
            </div>
            ${skipped ? html`<mw-skipped .job=${job.id} .over=${isOver(job)}></mw-skipped>` : nothing}
            ${job.attempts.length === 0 ? nothing : attemptsTable(job.attempts, this.now)}`;
    }

    head(job) {
        return html`
            <a class="back" href=${href('jobs')}>${icon('arrow-left')} Jobs</a>
            <div class="heading">
                <div class="job-title"><h1>${this.title}</h1>${badge(shown(job))}
                    <div class="job-id"><span class="mono">${job.id}</span>
                        <mw-copy .text=${job.id} label="Copy the job's id"></mw-copy></div></div>
                <div class="actions">
                    ${isOver(job) ? nothing : html`<mw-cancel .job=${job.id} .title=${this.title}
                        .asked=${job.control === 'CANCEL'} @cancelled=${event => this.show(event.detail)}></mw-cancel>`}
                    <a class="btn ${isOver(job) ? 'btn-primary' : 'btn-outline'}"
                        href=${href('run', job.definition, {from: job.id})}>${icon('arrow-repeat')} Run again</a>
                </div>
            </div>`;
    }

    progress(job) {
        const tone = {COMPLETED: 'good', FAILED: 'bad', RUNNING: 'running'}[job.state] ?? 'neutral';
        return html`<section class="card-plain job-progress" aria-label="Progress">
            ${bar(job.progress.fraction, 'Progress of the job', tone)}
            <p>${job.progress.message || waiting(job)}</p></section>`;
    }

    facts(job) {
        const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
        return html`<dl class="facts">
            ${fact('Submitted', time(job.created_at, this.now))}
            ${fact('Started', job.started_at ? time(job.started_at, this.now) : '–')}
            ${fact('Finished', job.finished_at ? time(job.finished_at, this.now) : '–')}
            ${fact('Took', duration(job.started_at, job.finished_at, this.now) || '–')}
            ${fact('Submitted by', job.submitter)}
            ${fact('Queue', job.queue)}
            ${fact('Priority', job.priority.toLowerCase())}
            ${job.correlation_id ? fact('Correlation id', html`<span class="mono">${job.correlation_id}</span>`) : nothing}
            ${job.run_at ? fact('Runs at', exactly(job.run_at)) : nothing}
        </dl>`;
    }
}

function waiting(job) {
    return isOver(job) ? 'It has run no step.' : 'It waits for a free worker.';
}

customElements.define('mw-job', JobPage);
