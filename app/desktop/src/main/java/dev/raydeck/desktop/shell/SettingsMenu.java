package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/// The settings at the foot of the rail: theme, language, size of type, refresh.
public final class SettingsMenu extends Button {
  public SettingsMenu(Words words, Settings now, Consumer<Settings> take) {
    Label name = new Label(words.plain("settings.title"));
    setGraphic(dev.raydeck.desktop.kit.Parts.row(10, Icons.sized("mdi2c-cog-outline", 17), name));
    getStyleClass().setAll("rail-item");
    setId("settings");
    setAccessibleText(words.plain("settings.title"));
    ContextMenu menu = new ContextMenu();
    ToggleGroup themes = new ToggleGroup();
    for (Theme one : Theme.values()) {
      String key = one == Theme.DARK ? "settings.dark" : "settings.light";
      menu.getItems()
          .add(
              item(words.plain(key), one == now.theme(), themes, () -> take.accept(now.with(one))));
    }
    menu.getItems().add(new SeparatorMenuItem());
    ToggleGroup languages = new ToggleGroup();
    for (Language one : Language.values()) {
      menu.getItems()
          .add(
              item(
                  one.ownName(),
                  one == now.language(),
                  languages,
                  () -> take.accept(now.with(one))));
    }
    menu.getItems()
        .addAll(new SeparatorMenuItem(), zooms(words, now, take), refresh(words, now, take));
    setContextMenu(menu);
    setOnAction(event -> menu.show(this, Side.RIGHT, 0, 0));
  }

  private static Menu zooms(Words words, Settings now, Consumer<Settings> take) {
    Menu sizes = new Menu(words.plain("settings.size"));
    ToggleGroup group = new ToggleGroup();
    for (double zoom : Settings.ZOOMS) {
      boolean isNow = Math.abs(zoom - now.zoom()) < 0.001;
      String text = words.plain("settings.percent", Math.round(zoom * 100));
      sizes.getItems().add(item(text, isNow, group, () -> take.accept(now.withZoom(zoom))));
    }
    return sizes;
  }

  private static Menu refresh(Words words, Settings now, Consumer<Settings> take) {
    Menu rates = new Menu(words.plain("settings.refresh"));
    ToggleGroup group = new ToggleGroup();
    for (int ticks : Settings.TICKS) {
      String text = words.plain("settings.perSecond", ticks);
      rates
          .getItems()
          .add(item(text, ticks == now.ticks(), group, () -> take.accept(now.withTicks(ticks))));
    }
    return rates;
  }

  private static RadioMenuItem item(
      String text, boolean isChosen, ToggleGroup group, Runnable choose) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setToggleGroup(group);
    item.setSelected(isChosen);
    item.setOnAction(event -> choose.run());
    return item;
  }
}
