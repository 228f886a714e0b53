// Small pieces without a life of their own.
import {html, nothing} from '../lit.js';
import {ago, exactly, percent} from '../format.js';
import {look} from '../states.js';

export function icon(name) {
    return html`<i class="bi bi-${name}" aria-hidden="true"></i>`;
}

export function badge(state) {
    const {icon: name, tone, label} = look(state);
    return html`<span class="state state-${tone}" data-state=${state}>${icon(name)}<span>${label}</span></span>`;
}

export function time(instant, now) {
    if (!instant) {
        return nothing;
    }
    return html`<time datetime=${instant} title=${exactly(instant)}>${ago(instant, now)}</time>`;
}

/** A bar that needs no style attribute, which the page's policy forbids: its length is that of a progress element. */
export function bar(fraction, label, tone = 'running') {
    const value = Math.floor(fraction * 100);
    return html`<span class="bar bar-${tone}">
        <progress max="100" .value=${value} aria-label=${label}></progress><span class="bar-text" aria-hidden="true">${percent(fraction)}</span></span>`;
}

/** What went wrong while asking. */
export function failure(problem) {
    return html`<div class="notice notice-bad" role="alert">${icon('exclamation-triangle-fill')}
        <div><strong>${problem.title ?? 'That did not work'}</strong><p>${problem.message}</p></div></div>`;
}

/** Nothing to show, and what to do about it. */
export function empty(name, title, text, action = nothing) {
    return html`<div class="empty">${icon(name)}<h2>${title}</h2><p>${text}</p>${action}</div>`;
}

export function loading() {
    return html`<div class="loading" aria-busy="true"><span class="visually-hidden">Loading</span></div>`;
}
