import {get} from '../api.js';
import {count} from '../format.js';
import {html, nothing} from '../lit.js';
import {Light} from './light.js';
import {failure} from './pieces.js';

const FEW = 10;
const MANY = 1_000;

/** What the steps left out, and why; again once the job is over. */
class SkippedItems extends Light {
    static properties = {job: {}, over: {}, items: {state: true}, limit: {state: true}, problem: {state: true}};

    constructor() {
        super();
        this.items = null;
        this.limit = FEW;
        this.problem = null;
    }

    willUpdate(changed) {
        if (changed.has('job') || changed.has('over') || changed.has('limit')) {
            this.ask();
        }
    }

    async ask() {
        try {
            // one more than are shown tells whether there are more
            this.items = (await get(`jobs/${this.job}/skipped-items?limit=${this.limit + 1}`)).items;
            this.problem = null;
        } catch (problem) {
            this.problem = problem;
        }
    }

    render() {
        if (this.items === null && this.problem === null) {
            return nothing;
        }
        return html`<section class="card-plain"><h2 id="skipped">Skipped items</h2>
            ${this.problem ? failure(this.problem) : this.table()}</section>`;
    }

    table() {
        return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="skipped"><table class="grid">
            <thead><tr><th scope="col">Step</th><th scope="col" class="number">Position</th><th scope="col">While</th>
                <th scope="col">Reason</th><th scope="col">Item</th></tr></thead>
            <tbody>${this.items.slice(0, this.limit).map(item => html`<tr>
                <th scope="row">${item.step}</th><td class="number">${count(item.position)}</td>
                <td>${{READ: 'reading', PROCESS: 'processing', WRITE: 'writing'}[item.phase] ?? item.phase}</td>
                <td class="wrap">${item.reason}</td>
                <td class="mono item" title=${item.item ?? ''}>${item.item ?? '–'}</td></tr>`)}</tbody></table></div>
            ${this.items.length <= this.limit ? nothing : this.limit < MANY
                ? html`<button type="button" class="btn btn-outline" @click=${() => this.limit = MANY}>Show more</button>`
                : html`<p class="quiet">The first ${count(MANY)}; the API gives more.</p>`}`;
    }
}

customElements.define('mw-skipped', SkippedItems);
