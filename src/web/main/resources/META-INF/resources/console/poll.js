import {ConnectionLost, SignedOut} from './api.js';

const SLOWEST = 15_000;

/**
 * Asks again and again while the page is seen, the next time only once the last answer is there. When the connection is
 * lost it asks less and less often, and says so to the whole page with the events connection-lost and connection-back.
 */
export class Poll {

    #ask;
    #every;
    #failures = 0;
    #timer = null;
    #running = false;
    #again = false;
    #stopped = true;
    #seen = () => document.visibilityState === 'visible' && this.now();

    /** @param ask asks once; answers true when there is no need to ask again */
    constructor(ask, every = 1_000) {
        this.#ask = ask;
        this.#every = every;
    }

    start() {
        this.#stopped = false;
        document.addEventListener('visibilitychange', this.#seen);
        addEventListener('online', this.#seen);
        this.now();
    }

    stop() {
        this.#stopped = true;
        clearTimeout(this.#timer);
        document.removeEventListener('visibilitychange', this.#seen);
        removeEventListener('online', this.#seen);
        if (this.#failures > 0) {
            dispatchEvent(new Event('connection-back'));
        }
    }

    /** At once, not at the next turn; while an answer is awaited, right after it. */
    async now() {
        clearTimeout(this.#timer);
        if (this.#running || this.#stopped || document.visibilityState === 'hidden') {
            this.#again = this.#running;
            return;
        }
        this.#running = true;
        let over = true;
        try {
            over = await this.#once();
        } finally {
            this.#running = false;
        }
        if (this.#again) {
            this.#again = false;
            this.now();
        } else if (!over && !this.#stopped) {
            const wait = Math.min(SLOWEST, this.#every * 2 ** Math.min(this.#failures, 5));
            this.#timer = setTimeout(() => this.now(), wait);
        }
    }

    async #once() {
        try {
            const over = await this.#ask();
            if (this.#failures > 0) {
                this.#failures = 0;
                dispatchEvent(new Event('connection-back'));
            }
            return over === true;
        } catch (failure) {
            if (failure instanceof SignedOut) {
                return true;
            }
            if (failure instanceof ConnectionLost) {
                this.#failures++;
                dispatchEvent(new CustomEvent('connection-lost', {detail: failure.message}));
                return false;
            }
            throw failure;
        }
    }
}
