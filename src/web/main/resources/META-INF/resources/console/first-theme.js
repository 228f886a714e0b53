// The theme before the first paint: what was chosen here, else what the system prefers.
(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const chosen = () => {
        try {
            return localStorage.getItem('millwright.theme');
        } catch {
            return null; // storage may be forbidden: the system's choice will do
        }
    };
    const apply = () => {
        const theme = chosen() ?? (dark.matches ? 'dark' : 'light');
        document.documentElement.setAttribute('data-bs-theme', theme);
    };
    apply();
    dark.addEventListener('change', apply);
})();
