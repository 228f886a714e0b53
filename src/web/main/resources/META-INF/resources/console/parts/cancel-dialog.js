import {post} from '../api.js';
import {html, nothing} from '../lit.js';
import {Light} from './light.js';
import {failure, icon} from './pieces.js';

/** Cancels a job, once one has said twice that one wants it. */
class CancelDialog extends Light {
    static properties = {job: {}, title: {}, asked: {}, busy: {state: true}, problem: {state: true}};

    constructor() {
        super();
        this.asked = false;
        this.busy = false;
        this.problem = null;
    }

    get dialog() {
        return this.querySelector('dialog');
    }

    render() {
        return html`
            <button type="button" class="btn btn-outline btn-danger-quiet" aria-disabled=${this.asked}
                @click=${this.open}>${icon('slash-circle')} ${this.asked ? 'Cancelling…' : 'Cancel'}</button>
            <dialog class="card-plain" aria-labelledby="cancel-title" @close=${() => this.problem = null}>
                <h2 id="cancel-title">Cancel this job?</h2>
                <p>${this.title} stops after the item it is at. What it has committed stays; it cannot be resumed.</p>
                ${this.problem ? failure(this.problem) : nothing}
                <div class="actions">
                    <button type="button" class="btn btn-outline" @click=${() => this.dialog.close()}>
                        Keep it</button>
                    <button type="button" class="btn btn-danger" aria-disabled=${this.busy} @click=${this.cancel}>
                        ${this.busy ? 'Cancelling…' : 'Cancel the job'}</button>
                </div>
            </dialog>`;
    }

    open() {
        if (!this.asked) {
            this.dialog.showModal();
        }
    }

    async cancel() {
        if (this.busy) {
            return;
        }
        this.busy = true;
        try {
            const job = await post(`jobs/${encodeURIComponent(this.job)}/cancel`);
            this.dialog.close();
            this.dispatchEvent(new CustomEvent('cancelled', {detail: job}));
        } catch (problem) {
            this.problem = problem;
        } finally {
            this.busy = false;
        }
    }
}

customElements.define('mw-cancel', CancelDialog);
