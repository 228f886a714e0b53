import {html} from '../lit.js';
import {icon} from './pieces.js';

const HINTS = {
    TRANSIENT: 'transient: it may work another time',
    PERMANENT: 'permanent: it will fail again unless something is changed',
};

/** Why a job or an attempt of it failed. */
export function errorCard(error) {
    return html`<section class="notice notice-bad job-error" aria-label="Error">
        ${icon('exclamation-triangle-fill')}
        <div><strong>${error.code}</strong> <span class="category">${HINTS[error.category] ?? error.category}</span>
            <p class="message">${error.message}</p></div></section>`;
}
