/** The one package of the application that uses Millwright; it is left out of the WAR without the library. */
package careers.background;
