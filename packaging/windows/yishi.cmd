@echo off
rem Opens yishi in a window of 110 x 34: Windows Terminal where it is there, else the old console
rem with a typeface that has Chinese.
setlocal
set "YISHI_EXE=%~dp0yishi.exe"
if not exist "%YISHI_EXE%" (
    chcp 65001 >nul
    echo yishi.exe is not beside this file. Unpack the whole zip first.
    echo 请先把压缩包全部解压，再双击。
    pause
    exit /b 1
)
where wt.exe >nul 2>nul
if not errorlevel 1 (
    start "" wt.exe --size 110,34 --title "yishi" "%YISHI_EXE%" %*
    exit /b 0
)
rem The old console takes a window's size and typeface from its title's settings.
reg add "HKCU\Console\yishi-window" /v WindowSize /t REG_DWORD /d 0x0022006e /f >nul 2>nul
reg add "HKCU\Console\yishi-window" /v ScreenBufferSize /t REG_DWORD /d 0x0022006e /f >nul 2>nul
reg add "HKCU\Console\yishi-window" /v FaceName /t REG_SZ /d "NSimSun" /f >nul 2>nul
reg add "HKCU\Console\yishi-window" /v FontSize /t REG_DWORD /d 0x00120000 /f >nul 2>nul
reg add "HKCU\Console\yishi-window" /v CodePage /t REG_DWORD /d 65001 /f >nul 2>nul
start "yishi-window" "%YISHI_EXE%" %*
