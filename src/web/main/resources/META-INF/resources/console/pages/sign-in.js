import {ConnectionLost, post} from '../api.js';
import {html, nothing} from '../lit.js';
import {Light} from '../parts/light.js';
import {icon} from '../parts/pieces.js';
import '../parts/theme-toggle.js';

/** Changes a token for a session's cookie. The token is sent once and kept nowhere. */
class SignIn extends Light {
    static properties = {ended: {}, problem: {state: true}, busy: {state: true}};

    constructor() {
        super();
        this.ended = false;
        this.problem = null;
        this.busy = false;
    }

    firstUpdated() {
        document.title = 'Sign in · Millwright';
        this.field.focus();
    }

    get field() {
        return this.querySelector('input');
    }

    render() {
        return html`<main class="sign-in">
            <div class="sign-in-theme"><mw-theme></mw-theme></div>
            <form class="card-plain" novalidate @submit=${this.submit}>
                <img src="icon.svg" alt="" width="44" height="44">
                <h1>Millwright</h1>
                <p class="quiet">${this.ended ? 'Your session has ended. Sign in again to go on where you were.'
                    : 'Sign in with an API token to see and run jobs.'}</p>
                <label class="form-label" for="token">API token</label>
                <input id="token" type="password" class="form-control ${this.problem ? 'is-invalid' : ''}"
                    autocomplete="off" spellcheck="false" placeholder="mw_…"
                    aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby="token-problem token-hint">
                <p id="token-problem" class="field-problem" role="alert">${this.problem === null ? nothing
                    : html`${icon('exclamation-circle')} ${this.problem}`}</p>
                <button class="btn btn-primary w-100" aria-disabled=${this.busy}>
                    ${this.busy ? 'Signing in…' : 'Sign in'}</button>
                <p id="token-hint" class="hint">The server's first start made one and left it in
                    <code>data/admin-token</code>. Your browser does not keep it.</p>
            </form>
        </main>`;
    }

    async submit(event) {
        event.preventDefault();
        const token = this.field.value.trim();
        if (this.busy) {
            return;
        }
        if (token === '') {
            this.refuse('Enter a token.');
            return;
        }
        this.busy = true;
        try {
            const session = await post('session', {token});
            this.field.value = '';
            dispatchEvent(new CustomEvent('signed-in', {detail: session}));
        } catch (problem) {
            this.refuse(problem.status === 401 ? 'This is not a valid token.'
                : problem instanceof ConnectionLost ? 'The server cannot be reached. Try again.' : problem.message);
        } finally {
            this.busy = false;
        }
    }

    refuse(problem) {
        this.problem = problem;
        this.field.focus();
        this.field.select();
    }
}

customElements.define('mw-sign-in', SignIn);
