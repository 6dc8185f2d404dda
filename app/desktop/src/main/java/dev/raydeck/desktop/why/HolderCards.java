package dev.raydeck.desktop.why;

import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Hint;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.words.Holders;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.ObjectHolding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Who holds the objects on a node, biggest first, each with a way on: an actor to Actors, a driver
/// to the command that ends its job.
final class HolderCards {
  private final Deck deck;
  private final Holders words;

  HolderCards(Deck deck) {
    this.deck = deck;
    this.words = new Holders(deck.words());
  }

  List<Node> of(Holdings holdings) {
    List<Node> cards = new ArrayList<>();
    holdings.shown().forEach(holding -> cards.add(card(holding, holdings)));
    if (holdings.more() > 0) {
      cards.add(Parts.prose(deck.words().plain("objects.more", holdings.more()), "small", "t2"));
    }
    if (!cards.isEmpty()) {
      holdings
          .head()
          .map(head -> copy(deck.words().plain("holder.copyMemory"), head.kubectl("ray memory")))
          .ifPresent(cards::add);
    }
    holdings.notes().forEach(note -> cards.add(Parts.prose(note, "small", "t2")));
    return cards;
  }

  private Node card(ObjectHolding holding, Holdings all) {
    ObjectHolder holder = holding.holder();
    HBox title =
        Parts.row(
            6,
            title(holder),
            Parts.label(
                deck.words().plain(holding.isOwner() ? "holder.owner" : "holder.borrows"), "tag"));
    VBox card = new VBox(title, Parts.prose(amount(holding, all), "small", "t2"));
    if (holder instanceof ObjectHolder.Driver driver && !driver.entrypoint().isEmpty()) {
      card.getChildren().add(Parts.prose(driver.entrypoint(), "mono", "small"));
    }
    if (!holding.borrowers().isEmpty()) {
      String others =
          holding.borrowers().stream().map(words::name).collect(Collectors.joining(", "));
      card.getChildren()
          .add(Parts.prose(deck.words().plain("holder.borrowers", others), "small", "t2"));
    }
    card.getChildren().add(acts(holding, all));
    card.getStyleClass().add("culprit");
    VBox.setMargin(card, new Insets(6, 0, 2, 0));
    return card;
  }

  private Node title(ObjectHolder holder) {
    String name = words.name(holder);
    if (holder instanceof ObjectHolder.OfActor held) {
      Node link =
          Parts.link(
              name,
              () -> deck.desk().go(Place.ACTORS, new Hint.Actors(List.of(held.actor().actorId()))));
      link.getStyleClass().add("mono-strong");
      link.setAccessibleText(deck.words().plain("why.goToActor", name));
      return link;
    }
    Label label = Parts.label(name, "mono-strong");
    label.setMinWidth(0);
    return label;
  }

  /// `26.5 MiB in 3 objects · pid 1234 on the head`.
  private String amount(ObjectHolding holding, Holdings all) {
    ObjectHolder holder = holding.holder();
    String where =
        all.place(holder)
            .map(place -> place.isHead() ? deck.words().plain("holder.onHead") : place.end())
            .orElse(holder.ipAddress());
    return deck.words()
        .plain("holder.amountAt", words.amount(holding), Long.toString(holder.pid()), where);
  }

  private Node acts(ObjectHolding holding, Holdings all) {
    FlowPane acts = new FlowPane(12, 2);
    acts.getChildren()
        .add(
            copy(
                deck.words().plain("holder.copyIds", holding.objects().size()),
                String.join("\n", holding.objectIds())));
    all.place(holding.holder())
        .ifPresent(place -> {
          if (holding.holder() instanceof ObjectHolder.Driver driver) {
            acts.getChildren()
                .add(copy(deck.words().plain("holder.copyEnd"), place.kubectl(end(driver))));
          }
        });
    return acts;
  }

  /// A submitted job is stopped; a driver of its own is asked to end.
  private static String end(ObjectHolder.Driver driver) {
    return driver.submissionId() == null
        ? "kill " + driver.pid()
        : "ray job stop " + driver.submissionId();
  }

  private Node copy(String text, String content) {
    Node link =
        Parts.link(
            text,
            () -> {
              ClipboardContent copied = new ClipboardContent();
              copied.putString(content);
              Clipboard.getSystemClipboard().setContent(copied);
              deck.desk()
                  .toast(
                      deck.words().plain("why.copied"),
                      deck.words()
                          .sentence("holder.copied", content.lines().findFirst().orElse("")));
            });
    link.getStyleClass().add("small");
    return link;
  }
}
