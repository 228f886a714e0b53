/**
 * The demonstration: submits the sample job through the public REST API, as any client would, shows its progress and
 * prints its result. Knows nothing of the server but its address and the token file.
 */
package millwright.server.demo;
