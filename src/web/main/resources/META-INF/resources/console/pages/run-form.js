import {ConnectionLost, get, post} from '../api.js';
import {definitions} from '../definitions.js';
import {html, nothing} from '../lit.js';
import {Light} from '../parts/light.js';
import {field, values} from '../parts/parameter-field.js';
import {empty, failure, icon, loading} from '../parts/pieces.js';
import {href} from '../route.js';

/** Runs a definition with the parameters of a form drawn from its schema. The server alone judges what fits. */
class RunForm extends Light {
    static properties = {
        name: {}, from: {}, definition: {state: true}, start: {state: true}, problem: {state: true},
        busy: {state: true},
    };

    constructor() {
        super();
        this.name = null;
        this.from = null;
        this.clear();
    }

    clear() {
        this.definition = undefined;
        this.start = {};
        this.problem = null;
        this.busy = false;
    }

    willUpdate(changed) {
        if (changed.has('name') || changed.has('from')) {
            this.clear();
            this.prepare();
        }
    }

    async prepare() {
        try {
            const known = await definitions(true);
            this.start = this.from ? (await get(`jobs/${encodeURIComponent(this.from)}`)).parameters : {};
            this.definition = known.find(definition => definition.name === this.name) ?? null;
            document.title = `Run ${this.definition?.title ?? this.name} · Millwright`;
        } catch (problem) {
            this.problem = problem;
        }
    }

    get properties() {
        return this.definition.parameters.properties ?? {};
    }

    render() {
        if (this.definition === null) {
            return empty('question-circle', 'There is no such definition', `This server knows no '${this.name}'.`,
                html`<a class="btn btn-outline" href=${href('run')}>What can run</a>`);
        }
        if (this.definition === undefined) {
            return this.problem ? failure(this.problem) : loading();
        }
        return html`
            <a class="back" href=${href('run')}>${icon('arrow-left')} Run a job</a>
            <div class="heading"><h1>${this.definition.title}</h1></div>
            <p class="lead-text">${this.definition.description}</p>
            ${this.definition.problem ? failure({title: 'It cannot run', message: this.definition.problem})
                : this.form()}`;
    }

    form() {
        const required = this.definition.parameters.required ?? [];
        const names = Object.keys(this.properties);
        const rest = (this.problem?.errors ?? []).filter(error => !names.includes(parameterOf(error)));
        const general = this.problem && (rest.length > 0 || !this.problem.errors?.length);
        return html`<form class="card-plain run-form" novalidate @submit=${this.submit}>
            ${general ? failure(rest.length === 0 ? this.problem : {title: this.problem.title,
                message: rest.map(error => `${error.pointer} ${error.detail}`).join('; ')}) : nothing}
            ${names.length === 0 ? html`<p class="quiet">It takes no parameters.</p>` : nothing}
            ${names.map(name => field(name, this.properties[name], {
                start: this.start[name], required: required.includes(name), problem: this.problemOf(name),
            }))}
            <details class="more"><summary>Priority and correlation id</summary>
                <div class="field"><label class="form-label" for="priority">Priority</label>
                    <select class="form-select" id="priority">${['LOW', 'NORMAL', 'HIGH', 'CRITICAL'].map(priority => html`
                        <option value=${priority} ?selected=${priority === this.definition.priority}>
                            ${priority.toLowerCase()}</option>`)}</select></div>
                <div class="field"><label class="form-label" for="correlation">Correlation id</label>
                    <input class="form-control" id="correlation" maxlength="200" autocomplete="off"
                        aria-describedby="correlation-hint">
                    <p class="hint" id="correlation-hint">What ties the job to something of yours.</p></div>
            </details>
            <div class="actions"><a class="btn btn-outline" href=${href('run')}>Back</a>
                <button class="btn btn-primary" aria-disabled=${this.busy}>${icon('play-fill')}
                    ${this.busy ? 'Submitting…' : 'Run now'}</button></div>
        </form>`;
    }

    problemOf(name) {
        return this.problem?.errors?.find(error => parameterOf(error) === name)?.detail ?? null;
    }

    async submit(event) {
        event.preventDefault();
        if (this.busy) {
            return;
        }
        this.busy = true;
        try {
            const correlation = this.querySelector('#correlation').value.trim();
            const job = await post('jobs', {
                definition: this.name, parameters: values(this.properties),
                priority: this.querySelector('#priority').value, ...(correlation && {correlation_id: correlation}),
            });
            location.hash = href('jobs', job.id);
        } catch (problem) {
            this.problem = problem instanceof ConnectionLost
                ? {title: 'No answer', message: `${problem.message} The job may have been accepted all the same: see the list before you run it again.`}
                : problem;
            await this.updateComplete;
            (this.querySelector('[aria-invalid=true]') ?? this.querySelector('[role=alert]'))
                ?.scrollIntoView({block: 'center'});
            this.querySelector('[aria-invalid=true]')?.focus({preventScroll: true});
        } finally {
            this.busy = false;
        }
    }
}

/** The parameter that an error is about, or null. */
function parameterOf(error) {
    const [, first, name] = error.pointer.split('/');
    return first === 'parameters' && name !== undefined
        ? name.replaceAll('~1', '/').replaceAll('~0', '~') : null;
}

customElements.define('mw-run', RunForm);
