/** This process among others: signals that end it, programs it runs. */
package millwright.server.process;
