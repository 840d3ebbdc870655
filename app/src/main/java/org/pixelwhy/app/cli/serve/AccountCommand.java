package org.pixelwhy.app.cli.serve;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.server.accounts.Accounts;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may use the interactive page. */
@Command(
    name = "account",
    description = "Says who may use the interactive page: everybody has what is theirs.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  pixelwhy account add ann", "  pixelwhy account list"},
    subcommands = {
      AccountCommand.Add.class,
      AccountCommand.All.class,
      AccountCommand.ChangePassword.class,
      AccountCommand.NewToken.class,
      AccountCommand.Remove.class
    })
public final class AccountCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "account needs a command: add, list, password, token or remove.");
  }

  /** What all of them have. */
  abstract static class OfAccounts implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private StorageOptions storage;

    <T> T with(Function<Accounts, T> work) {
      return Store.administer(storage.storage(), people -> work.apply(new Accounts(people)));
    }

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    /** What to do, and what to say of it. */
    abstract String done();

    @Override
    public final Integer call() {
      String text = done();
      out().println(text);
      out().flush();
      return ExitCode.OK;
    }
  }

  /** Makes an account. */
  @Command(
      name = "add",
      description = "Makes an account; the password is asked for, or read from the input.",
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false)
  static final class Add extends OfAccounts {
    @Parameters(paramLabel = "NAME", description = "By which its owner logs in.")
    private String name;

    @Option(
        names = "--adopt",
        description = "It gets what was opened and asked before there were accounts.")
    private boolean adopt;

    @Override
    String done() {
      String password = NewPassword.read();
      return with(
          accounts -> {
            accounts.add(name, password, adopt);
            return Text.format(
                "There is an account '%s' now; a server that runs asks for it when it is started"
                    + " again, if this is the first.",
                accounts.known(name));
          });
    }
  }

  /** Lists the accounts. */
  @Command(
      name = "list",
      description = "Lists the accounts.",
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false)
  static final class All extends OfAccounts {
    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.systemDefault());

    @Override
    String done() {
      StringBuilder text = new StringBuilder();
      with(Accounts::all)
          .forEach(
              row ->
                  text.append(
                      Text.format(
                          "%-40s since %s%s%n",
                          row.name(),
                          DAY.format(Instant.ofEpochMilli(row.created())),
                          row.token() ? ", with a token" : "")));
      return text.isEmpty() ? "There are no accounts." : text.toString().strip();
    }
  }

  /** Changes a password. */
  @Command(
      name = "password",
      description = {
        "Changes a password, which is asked for, or read from the input. Whoever is logged in",
        "by the old one is not any more, and the account's token ends."
      },
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false)
  static final class ChangePassword extends OfAccounts {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Override
    String done() {
      String known = with(accounts -> accounts.known(name));
      String password = NewPassword.read();
      with(
          accounts -> {
            accounts.password(name, password);
            return known;
          });
      return Text.format("'%s' has a new password.", known);
    }
  }

  /** Makes a token. */
  @Command(
      name = "token",
      description = {
        "Prints a new token, by which programs ask as this account:",
        "'Authorization: Bearer TOKEN'. An earlier one ends."
      },
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false)
  static final class NewToken extends OfAccounts {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Override
    String done() {
      return with(accounts -> accounts.token(name));
    }
  }

  /** Removes an account. */
  @Command(
      name = "remove",
      description = "Removes an account, with all that was opened, asked and kept by it.",
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false)
  static final class Remove extends OfAccounts {
    @Parameters(paramLabel = "NAME", description = "The account.")
    private String name;

    @Override
    String done() {
      return with(
          accounts -> {
            String known = accounts.known(name);
            accounts.remove(name);
            return Text.format("'%s' is removed.", known);
          });
    }
  }
}
