import {ConnectionLost, post} from '../api.js';
import {html, nothing} from '../lit.js';
import {Light} from '../parts/light.js';
import {icon} from '../parts/pieces.js';
import '../parts/theme-toggle.js';

/** Changes a token, or a user's name and password, for a session's cookie. They are sent once and kept nowhere. */
class SignIn extends Light {
    static properties = {
        ended: {}, problem: {state: true}, busy: {state: true}, withPassword: {state: true},
    };

    constructor() {
        super();
        this.ended = false;
        this.problem = null;
        this.busy = false;
        this.withPassword = false;
    }

    firstUpdated() {
        document.title = 'Sign in · Millwright';
        this.field.focus();
    }

    /** The one that is named when something is wrong. */
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
                    : 'Sign in to see and run jobs.'}</p>
                ${this.withPassword ? this.passwordFields() : this.tokenField()}
                <p id="sign-in-problem" class="field-problem" role="alert">${this.problem === null ? nothing
                    : html`${icon('exclamation-circle')} ${this.problem}`}</p>
                <button class="btn btn-primary w-100" aria-disabled=${this.busy}>
                    ${this.busy ? 'Signing in…' : 'Sign in'}</button>
                <button type="button" class="btn btn-link w-100" @click=${this.change}>
                    ${this.withPassword ? 'Use an API token instead' : 'Use a name and password instead'}</button>
                ${this.withPassword ? nothing : html`<p id="token-hint" class="hint">The server's first start made one
                    and left it in <code>data/admin-token</code>. Your browser does not keep it.</p>`}
            </form>
        </main>`;
    }

    tokenField() {
        return html`<label class="form-label" for="token">API token</label>
            <input id="token" type="password" class="form-control ${this.problem ? 'is-invalid' : ''}"
                autocomplete="off" spellcheck="false" placeholder="mw_…"
                aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby="sign-in-problem token-hint">`;
    }

    passwordFields() {
        const invalid = this.problem ? 'is-invalid' : '';
        return html`<label class="form-label" for="user">Name</label>
            <input id="user" type="text" class="form-control ${invalid}" autocomplete="username"
                autocapitalize="none" spellcheck="false"
                aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby="sign-in-problem">
            <label class="form-label mt-2" for="password">Password</label>
            <input id="password" type="password" class="form-control ${invalid}" autocomplete="current-password"
                aria-invalid=${this.problem ? 'true' : 'false'} aria-describedby="sign-in-problem">`;
    }

    async change() {
        this.withPassword = !this.withPassword;
        this.problem = null;
        await this.updateComplete;
        this.field.focus();
    }

    /** What is to be sent, or null when something is missing. */
    credentials() {
        if (!this.withPassword) {
            const token = this.field.value.trim();
            return token === '' ? null : {token};
        }
        const user = this.field.value.trim();
        const password = this.querySelector('#password').value;
        return user === '' || password === '' ? null : {user, password};
    }

    async submit(event) {
        event.preventDefault();
        if (this.busy) {
            return;
        }
        const credentials = this.credentials();
        if (credentials === null) {
            this.refuse(this.withPassword ? 'Enter a name and a password.' : 'Enter a token.');
            return;
        }
        this.busy = true;
        try {
            const session = await post('session', credentials);
            this.querySelectorAll('input').forEach(field => field.value = '');
            dispatchEvent(new CustomEvent('signed-in', {detail: session}));
        } catch (problem) {
            this.refuse(this.said(problem));
        } finally {
            this.busy = false;
        }
    }

    said(problem) {
        if (problem instanceof ConnectionLost) {
            return 'The server cannot be reached. Try again.';
        }
        if (problem.status === 401) {
            return this.withPassword ? 'There is no such user with this password.' : 'This is not a valid token.';
        }
        return problem.status === 429 ? 'Too many sign-ins have failed. Try again in a minute.' : problem.message;
    }

    refuse(problem) {
        this.problem = problem;
        this.field.focus();
        this.field.select();
    }
}

customElements.define('mw-sign-in', SignIn);
