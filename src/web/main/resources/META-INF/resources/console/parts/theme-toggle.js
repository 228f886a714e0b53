import {html} from '../lit.js';
import {Light} from './light.js';
import {icon} from './pieces.js';

/** Dark or light; what is chosen here outlives the visit, and until then the system's choice holds. */
class ThemeToggle extends Light {
    static properties = {dark: {state: true}};

    #watch = new MutationObserver(() => this.dark = isDark());

    constructor() {
        super();
        this.dark = isDark();
    }

    connectedCallback() {
        super.connectedCallback();
        this.#watch.observe(document.documentElement, {attributeFilter: ['data-bs-theme']});
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        this.#watch.disconnect();
    }

    render() {
        const label = this.dark ? 'Light theme' : 'Dark theme';
        return html`<button type="button" class="btn btn-quiet btn-icon" @click=${this.toggle} aria-label=${label}
            title=${label}>${icon(this.dark ? 'sun' : 'moon-stars')}</button>`;
    }

    toggle() {
        const theme = this.dark ? 'light' : 'dark';
        document.documentElement.setAttribute('data-bs-theme', theme);
        try {
            localStorage.setItem('millwright.theme', theme);
        } catch {
            // storage may be forbidden: then it holds for this visit
        }
    }
}

function isDark() {
    return document.documentElement.getAttribute('data-bs-theme') === 'dark';
}

customElements.define('mw-theme', ThemeToggle);
