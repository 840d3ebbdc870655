/**
 * Who may ask: accounts and their passwords, who is logged in, and how often one may try. It knows
 * no HTTP.
 */
package org.pixelwhy.server.accounts;
