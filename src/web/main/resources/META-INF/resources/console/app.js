import {ConnectionLost, del, get} from './api.js';
import {html, nothing} from './lit.js';
import {Light} from './parts/light.js';
import {failure, icon, loading} from './parts/pieces.js';
import './parts/theme-toggle.js';
import './pages/jobs-page.js';
import './pages/job-page.js';
import './pages/run-list.js';
import './pages/run-form.js';
import './pages/sign-in.js';
import {href, route} from './route.js';

/** The whole page: who is signed in, where one is, and whether the server is there. */
class App extends Light {
    static properties = {
        session: {state: true}, at: {state: true}, lost: {state: true}, ended: {state: true}, problem: {state: true},
    };

    constructor() {
        super();
        this.session = null;
        this.at = route();
        this.lost = null;
        this.ended = false;
        this.problem = null;
        addEventListener('hashchange', () => this.moved());
        addEventListener('signed-out', () => this.signedOut(true));
        addEventListener('signed-in', event => this.signedIn(event.detail));
        addEventListener('connection-lost', event => this.lost = event.detail);
        addEventListener('connection-back', () => this.lost = null);
        addEventListener('say', event => this.querySelector('#said').textContent = event.detail);
    }

    connectedCallback() {
        this.replaceChildren(); // what was there for browsers without scripts
        super.connectedCallback();
        this.ask();
    }

    async ask() {
        try {
            this.session = await get('session');
            this.lost = null;
        } catch (problem) {
            if (problem instanceof ConnectionLost) {
                this.lost = problem.message;
                setTimeout(() => this.ask(), 2_000);
            } else {
                this.problem = problem;
            }
        }
    }

    signedIn(session) {
        this.session = session;
        this.ended = false;
    }

    signedOut(ended) {
        this.session = {name: null};
        this.ended = ended;
        this.lost = null;
    }

    async leave() {
        try {
            await del('session');
            this.signedOut(false);
        } catch (problem) {
            this.lost = problem.message; // still signed in: saying otherwise would leave the session open
        }
    }

    async moved() {
        const before = this.at;
        this.at = route();
        if (before.page !== this.at.page || before.id !== this.at.id) {
            scrollTo(0, 0);
            await this.updateComplete;
            this.querySelector('main')?.focus({preventScroll: true});
        }
    }

    render() {
        return html`
            <p id="said" class="visually-hidden" role="status"></p>
            ${this.lost === null ? nothing : html`<div class="lost" role="status">${icon('wifi-off')}
                <span><strong>Connection lost</strong>, trying again… <small>${this.lost}</small></span></div>`}
            ${this.problem ? failure(this.problem)
                : this.session === null ? loading()
                : this.session.name === null ? html`<mw-sign-in .ended=${this.ended}></mw-sign-in>`
                : this.inside()}`;
    }

    inside() {
        return html`
            <button type="button" class="skip btn btn-primary" @click=${() => this.querySelector('main').focus()}>
                Skip to the content</button>
            <header class="top"><div class="page-width">
                <a class="brand" href=${href('jobs')}><img src="icon.svg" alt="" width="26" height="26">Millwright</a>
                <nav aria-label="Console">
                    ${this.link('jobs', 'Jobs', 'list-task', ['jobs', 'job'])}
                    ${this.link('run', 'Run', 'play-circle', ['run'])}
                </nav>
                <div class="me">
                    <mw-theme></mw-theme>
                    <span class="who" title="Signed in as ${this.session.name}">${icon('person')}${this.session.name}</span>
                    <button type="button" class="btn btn-quiet" @click=${this.leave} aria-label="Sign out">
                        ${icon('box-arrow-right')}<span class="wide">Sign out</span></button>
                </div>
            </div></header>
            <main tabindex="-1" class="page-width">${this.page()}</main>`;
    }

    link(page, label, name, pages) {
        return html`<a href=${href(page)} aria-current=${pages.includes(this.at.page) ? 'page' : 'false'}>
            ${icon(name)}<span>${label}</span></a>`;
    }

    page() {
        const {page, id, query} = this.at;
        if (page === 'jobs' && id === null) {
            return html`<mw-jobs .query=${query}></mw-jobs>`;
        }
        if (page === 'jobs') {
            return html`<mw-job .job=${id}></mw-job>`;
        }
        if (page === 'run' && id === null) {
            return html`<mw-run-list></mw-run-list>`;
        }
        if (page === 'run') {
            return html`<mw-run .name=${id} .from=${query.get('from')}></mw-run>`;
        }
        return html`<h1>There is nothing here</h1><p><a href=${href('jobs')}>To the jobs</a></p>`;
    }
}

customElements.define('mw-app', App);
