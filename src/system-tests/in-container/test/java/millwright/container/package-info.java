/** Tests that run inside the server: what the container does for the engine, and no test double could show. */
package millwright.container;
