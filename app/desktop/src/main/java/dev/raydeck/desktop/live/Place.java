package dev.raydeck.desktop.live;

import java.util.Locale;

/// The screens there are, in the order of the rail.
public enum Place {
  OVERVIEW("mdi2v-view-dashboard-outline", false),
  NODES("mdi2s-server", false),
  DEMANDS("mdi2g-grid", false),
  ACTORS("mdi2a-account-group-outline", false),
  AUTOSCALER("mdi2t-tune-variant", true),
  RESOURCE("mdi2c-code-json", true),
  LOGS("mdi2t-text-box-outline", true);

  private final String icon;
  private final boolean isControl;

  Place(String icon, boolean isControl) {
    this.icon = icon;
    this.isControl = isControl;
  }

  public String icon() {
    return icon;
  }

  /// Whether it stands under Control in the rail, rather than under Now.
  public boolean isControl() {
    return isControl;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
